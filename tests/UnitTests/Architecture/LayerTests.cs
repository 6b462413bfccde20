using System.Reflection;
using System.Xml.Linq;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>Arrows point inward only.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_domain_knows_nothing_but_the_base_class_library()
    {
        NamesOf(Repository.Domain).ShouldAllBe(name => name.StartsWith("System.") || name == "System");
    }

    [Fact]
    public void The_application_knows_of_ours_only_the_domain()
    {
        OursIn(Repository.Application).ShouldBe(["WhatsAppSupport.Domain"]);
    }

    [Fact]
    public void The_infrastructure_does_not_know_the_api()
    {
        OursIn(Repository.Infrastructure).ShouldBe(["WhatsAppSupport.Application", "WhatsAppSupport.Domain"], ignoreOrder: true);
    }

    [Fact]
    public void The_application_knows_neither_database_nor_cache_nor_HTTP()
    {
        string[] outside = ["Npgsql", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "StackExchange", "Polly", "YamlDotNet", "Microsoft.AspNetCore", "System.Net.Http"];

        NamesOf(Repository.Application).ShouldAllBe(name => !outside.Any(name.StartsWith));
    }

    [Fact]
    public void The_domain_has_no_reference_in_its_project_file()
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, "src/Domain/Domain.csproj"))
            .Descendants()
            .Where(element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));

        references.ShouldBeEmpty();
    }

    [Fact]
    public void Controllers_reach_the_rest_through_commands_and_queries()
    {
        var needs = Repository.TypesOf(Repository.Api)
            .Where(type => type.Name.EndsWith("Controller", StringComparison.Ordinal))
            .SelectMany(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => $"{type.Name} needs {parameter.ParameterType.FullName}"));

        needs.ShouldAllBe(need => !need.Contains("WhatsAppSupport.Infrastructure.Persistence") && !need.Contains("DbContext"));
    }

    private static IEnumerable<string> NamesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> OursIn(Assembly assembly) => NamesOf(assembly).Where(name => name.StartsWith("WhatsAppSupport."));
}
