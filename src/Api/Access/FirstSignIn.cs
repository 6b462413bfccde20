using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Agents;

namespace WhatsAppSupport.Api.Access;

/// <summary>Before the first request is taken, and after the database is ready: somebody can sign in.</summary>
internal sealed class FirstSignIn(FirstAdministrator first, AppSettings settings) : IHostedLifecycleService
{
    /// <summary>The password that was made at this start, to be told to whoever started it; null where none was.</summary>
    public string? MadePassword { get; private set; }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var email = settings.Admin.Email ?? FirstAdministrator.DefaultEmail;
        string? made = null;
        var isNew = await first.MakeAsync(
            email, () => settings.Admin.Password ?? (made = new LocalSecrets(settings.DataFolder).KeepAdminPassword(email)), cancellationToken);
        MadePassword = isNew ? made : null;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
