using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>A disk in memory that can be filled to the last byte. Needs the right to mount one, which a container's root often has.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo folder;

    private SmallDisk(DirectoryInfo folder) => this.folder = folder;

    public string Path => folder.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <returns>Null: this user may not mount.</returns>
    public static async Task<SmallDisk?> TryMountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("small-disk-");
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=755"), "none", folder.FullName) == 0)
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        return null;
    }

    /// <summary>Writes until nothing fits any more.</summary>
    public async Task FillAsync()
    {
        await using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                await ballast.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            return;
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Path);
        folder.Delete();
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
