using MediatR;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.DemoShop;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Checks;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>
/// <c>db migrate</c>: what the start does to the database, before anything is started. <c>db seed</c>: a shop to look around in, beside the program that serves it or before its start.
/// </summary>
internal static class DatabaseCommand
{
    /// <summary>It takes the same locks as a start: of several that come at once one does it, and a SQLite file that a program serves is left alone.</summary>
    public static async Task<int> MigrateAsync(Typed typed)
    {
        var settings = ProcessEnvironment.Read();
        await using var services = new ServiceCollection().AddStores(settings).BuildServiceProvider();
        var faults = services.GetRequiredService<IFaults>();
        try
        {
            var applied = await services.GetRequiredService<IDatabaseStart>().RunAsync(typed.CancellationToken);
            foreach (var migration in applied)
            {
                await typed.SayAsync($"applied {MigrationName.Of(migration)}");
            }

            await typed.SayAsync(applied.Count == 0 ? "The database was up to date." : $"The database is up to date: {applied.Count} migrations were applied.");
            return 0;
        }
        catch (Exception fault) when (DatabaseRefusal.Of(fault, settings, faults) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception away) when (faults.IsInfrastructure(away))
        {
            throw DatabaseRefusal.Away(away);
        }
    }

    /// <summary>Only into a sandbox: invented customers among real ones would be counted, searched and written to.</summary>
    public static async Task<int> SeedAsync(Typed typed)
    {
        var settings = ProcessEnvironment.Read();
        if (!settings.IsSandbox)
        {
            throw new StartRefusedException("MSG91_AUTH_KEY: is set, and invented customers do not belong among real ones. Take it out for the sandbox, with a DATABASE_URL of its own");
        }

        await using var services = new ServiceCollection().AddSandbox(settings).BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IDatabaseStart>().OpenBesideAsync(typed.CancellationToken);
            await services.GetRequiredService<FlowUpdates>().StartAsync(typed.CancellationToken);
        }
        catch (DatabaseOutdatedException outdated)
        {
            throw new StartRefusedException(outdated.Message, outdated);
        }
        catch (FlowFilesInvalidException invalid)
        {
            throw new StartRefusedException(invalid.Message.Split('\n', StringSplitOptions.TrimEntries), invalid);
        }
        catch (Exception fault) when (services.GetRequiredService<IFaults>() is var faults && (DatabaseRefusal.Of(fault, settings, faults) is not null || faults.IsInfrastructure(fault)))
        {
            throw DatabaseRefusal.Of(fault, settings, services.GetRequiredService<IFaults>()) ?? DatabaseRefusal.Away(fault);
        }

        await using var scope = services.CreateAsyncScope();
        var seeded = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedDemoShop(), typed.CancellationToken);
        if (!seeded.Succeeded(out var shop, out var refusal))
        {
            throw new StartRefusedException($"db seed: {refusal.Message}");
        }

        await TellAsync(shop, typed);
        return 0;
    }

    private static async Task TellAsync(SeededShop shop, Typed typed)
    {
        foreach (var agent in shop.Agents)
        {
            await typed.SayAsync($"{agent.Role.ToString().ToLowerInvariant(),-14}{agent.Email,-22}password {agent.TemporaryPassword} (to be changed with the first sign-in)");
        }

        await typed.SayAsync(shop.Agents.Count + shop.Customers == 0
            ? $"Nothing was added: all {shop.WereThere} are there already."
            : $"{shop.Customers} customers with their conversations and {shop.Agents.Count} people were added{(shop.WereThere > 0 ? $"; {shop.WereThere} were there already" : "")}.");
    }
}
