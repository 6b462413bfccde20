using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Access;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// People of the business, who ask under their own names. Who is let in, and how, is not the matter here: once <see cref="LetIn"/> is told to
/// the service, a header says who it is.
/// </summary>
public static class People
{
    private const string Header = "X-Acting";

    public static Actor Agent(string name) => Of(name, Role.Agent);

    public static Actor Supervisor(string name) => Of(name, Role.Supervisor);

    /// <summary>For <see cref="SupportService.StartAsync(Backend, IReadOnlyDictionary{string, string}?, IReadOnlyDictionary{string, string?}?, Action{WebApplicationBuilder}?)"/>.</summary>
    public static void LetIn(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Scoped<IAuthenticationService, Door>());

    /// <summary>Asks the admin API for something, as that person.</summary>
    public static async Task<Answer> AsAsync(
        this IRunningSupport service, Actor by, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        var role = by.May(Permission.ConversationsAssign) ? Role.Supervisor : Role.Agent;
        foreach (var (name, value) in headers.Append((Header, $"{role}/{Uri.EscapeDataString(by.Name)}")))
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await service.Http.SendAsync(request);
        return new Answer(response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!) { Tag = response.Headers.ETag?.ToString() };
    }

    /// <summary>Makes them an agent to whom something can be handed.</summary>
    public static async Task<Actor> HireAsync(this SupportService service, string name, Role role = Role.Agent, bool isActive = true)
    {
        var person = Of(name, role);
        using var entered = await service.Get<Database>().EnterWriteAsync(CancellationToken.None);
        await using var context = service.Get<IContextFactory>().Create();
        context.Add(new Account
        {
            Id = person.Id,
            Name = name,
            Role = role,
            IsActive = isActive,
            UserName = $"{name}@example.in",
            Email = $"{name}@example.in",
            NormalizedEmail = $"{name}@EXAMPLE.IN".ToUpperInvariant(),
            CreatedAt = service.Now,
        });
        await context.SaveChangesAsync();
        return person;
    }

    /// <summary>The same name, the same person.</summary>
    private static Actor Of(string name, Role role) =>
        new(ActorKind.Agent, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)), name, role.PermissionsOf());

    private sealed class Door(
        IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform, IOptions<AuthenticationOptions> options)
        : AuthenticationService(schemes, handlers, transform, options)
    {
        public override Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
        {
            if (context.Request.Headers[Header].ToString().Split('/') is not [var role, var name])
            {
                return base.AuthenticateAsync(context, scheme);
            }

            var identity = Of(Uri.UnescapeDataString(name), Enum.Parse<Role>(role)).ToIdentity(Header);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new(identity), Header)));
        }
    }
}
