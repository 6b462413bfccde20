using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Whether there is something that the model is told to be.</summary>
internal sealed class PersonaCheck(OpenRouterOptions options) : ICheck
{
    /// <summary>It is sent, and paid for, with every question.</summary>
    private const int Long = 20_000;

    public string Name => "prompt";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([Look()]);

    private Finding Look()
    {
        if (options.PromptPath is not { } path)
        {
            return Finding.Good("the shipped persona (PROMPT_PATH is not set)");
        }

        try
        {
            _ = Persona.Load(path);
            var length = File.ReadAllText(path).Trim().Length;
            return length > Long
                ? Finding.Doubtful($"{length} characters", "shorten it: it is sent, and paid for, with every question")
                : Finding.Good($"{length} characters");
        }
        catch (InvalidOperationException)
        {
            return Finding.Wrong("the file of PROMPT_PATH is empty or cannot be read", "write the persona into it as plain text, and let this user read it");
        }
    }
}
