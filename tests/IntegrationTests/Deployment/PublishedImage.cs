using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Documentation;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>
/// The image as far as it can be made without a container engine: the Dockerfile's own steps, done by hand in a clean folder with only what
/// .dockerignore lets through. Each stage has a folder that stands for its root.
/// </summary>
public sealed partial class PublishedImage : IAsyncLifetime
{
    /// <summary>No compiler and no node of a build waits for more work: a CI job would wait for them.</summary>
    private static readonly Dictionary<string, string?> LeavingNothingBehind = new() { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-image-");

    /// <summary>What stands for the root of the image that remains.</summary>
    public string Root => Path.Combine(folder.FullName, "final");

    /// <summary>Where its program is, and is started.</summary>
    public string ProgramFolder => In(Root, DockerfileSteps.Said("WORKDIR"));

    public async Task InitializeAsync()
    {
        // Another user has to find the way to it.
        await Shell.TypeAsync("chmod 755 .", folder.FullName);
        await BuildAsync(Path.Combine(folder.FullName, "build"));
        await AssembleAsync();
    }

    public async Task DisposeAsync()
    {
        // Nobody may write there, also where we are nobody in particular.
        await Shell.TypeAsync("chmod -R u+w .", folder.FullName);
        folder.Delete(recursive: true);
    }

    /// <summary>The same place under a root that is not the machine's.</summary>
    private static string In(string root, string path) => root + path;

    private static async Task BuildAsync(string root)
    {
        var work = root;
        foreach (var step in DockerfileSteps.Build.Where(step => step.Name != "FROM"))
        {
            switch (step.Name)
            {
                case "WORKDIR":
                    work = Directory.CreateDirectory(In(root, step.Words)).FullName;
                    break;
                case "COPY":
                    var words = step.Words.Split(' ');
                    foreach (var source in words[..^1])
                    {
                        Copy(source, work, words[^1]);
                    }

                    break;
                case "RUN":
                    // Its paths from the root become those under ours.
                    await Shell.TypeAsync(FromRoot().Replace(step.Words, path => In(root, path.Value)), work, LeavingNothingBehind);
                    break;
                default:
                    throw new InvalidOperationException($"The stage that builds has a step that this test does not know: {step.Name}");
            }
        }
    }

    /// <summary>A file or folder of the repository, to where a COPY says: a folder's content goes into the folder that is named.</summary>
    private static void Copy(string source, string work, string target)
    {
        var from = Path.Combine(Readme.Root, source);
        var files = Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [from];
        foreach (var file in files.Where(file => !DockerIgnore.Hides(Path.GetRelativePath(Readme.Root, file))))
        {
            var to = Path.Combine(work, target, Directory.Exists(from) ? Path.GetRelativePath(from, file) : Path.GetFileName(file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }

    private async Task AssembleAsync()
    {
        Directory.CreateDirectory(Root);
        foreach (var step in DockerfileSteps.Final.Where(step => step.Name == "COPY"))
        {
            var words = step.Words.Split(' ').Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
            await Shell.TypeAsync($"cp -a build{words[0]} final{words[1]}", folder.FullName);
        }

        // As on a read-only root: all of it is somebody else's, and nobody may write there, but to /data.
        await Shell.TypeAsync("find final ! -type l -exec chmod a-w,a+rX {} + && chmod 777 final/data", folder.FullName);
    }

    [GeneratedRegex(@"(?<![\w./-])/(?=[a-z])[\w./-]+")]
    private static partial Regex FromRoot();
}
