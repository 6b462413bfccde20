namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>A folder of files that is gone after the test.</summary>
internal sealed class FlowFolder : IDisposable
{
    public FlowFolder(params (string Name, string Content)[] files)
    {
        Path = Directory.CreateTempSubdirectory("flows").FullName;
        foreach (var (name, content) in files)
        {
            var file = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
