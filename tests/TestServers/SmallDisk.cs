using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>A disk in memory that can be filled to the last byte. Needs the right to mount one, which a container's root often has.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Possible = new(() =>
    {
        using var disk = TryMount(megabytes: 1);
        return disk is not null;
    });

    private readonly DirectoryInfo folder;

    private SmallDisk(DirectoryInfo folder) => this.folder = folder;

    /// <summary>Tried once, with a very small one.</summary>
    public static bool IsPossible => Possible.Value;

    public string Path => folder.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static SmallDisk Mount(int megabytes) => TryMount(megabytes) ?? throw new InvalidOperationException("This user may not mount a disk.");

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        folder.Delete();
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

    private static SmallDisk? TryMount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("small-disk-");
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=755"), "none", folder.FullName))
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        return null;
    }

    /// <returns>Whether it did so; a program that is not installed did not.</returns>
    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
