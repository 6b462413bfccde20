using System.Reflection;
using WhatsAppSupport.Application;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>The source as it lies on the disk, and the assemblies that were built from it.</summary>
internal static class Repository
{
    public static readonly Assembly Domain = typeof(Result).Assembly;
    public static readonly Assembly Application = typeof(ApplicationRegistration).Assembly;
    public static readonly Assembly Infrastructure = typeof(InfrastructureRegistration).Assembly;
    public static readonly Assembly Api = typeof(WhatsAppSupport.Api.Composition.StartBanner).Assembly;

    public static readonly Assembly[] Layers = [Domain, Application, Infrastructure, Api];

    private static readonly string[] NotOurs = ["bin", "obj", "TestResults", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files that people write, with their paths from the root and forward slashes; no migration, nothing built.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. FilesUnder("src", "*.cs").Concat(FilesUnder("tests", "*.cs")).Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal)).Select(SourceFile.At),
    ];

    /// <summary>What the program is made of, without its tests.</summary>
    public static IEnumerable<SourceFile> Program => Sources.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    public static IEnumerable<string> FilesUnder(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(NotOurs.Contains))
        .Order(StringComparer.Ordinal);

    /// <summary>What people wrote: neither the compiler's own types nor what a source generator made.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.Name.StartsWith('<') && type.DeclaringType?.Name.StartsWith('<') != true)
        .Where(type => type.Namespace?.StartsWith("WhatsAppSupport", StringComparison.Ordinal) == true);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WhatsAppSupport.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the source: run them from within the repository.");
    }
}

internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public static SourceFile At(string path) => new(path, File.ReadAllLines(System.IO.Path.Combine(Repository.Root, path)));

    /// <summary>The places, as <c>path:line</c>, of the lines that this is true of.</summary>
    public IEnumerable<string> LinesWhere(Func<string, bool> isSo) =>
        Lines.Index().Where(line => isSo(line.Item)).Select(line => $"{Path}:{line.Index + 1}: {line.Item.Trim()}");

    public override string ToString() => Path;
}
