using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace SmartDairy.Architecture.Tests;

/// <summary>The working copy these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that is, or is about to be, under version control; relative, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The projects outside tests and the names of those they refer to.</summary>
    public static Dictionary<string, string[]> References(Func<string, bool> include) => Files
        .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && include(file))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), References, StringComparer.Ordinal);

    private static string[] References(string project) => [.. XDocument.Parse(Read(project)).Descendants()
        .Where(element => element.Name.LocalName == "ProjectReference")
        .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // A deterministic build hides where this file was; the binaries are below the root all the same.
        var start = Directory.Exists(Path.GetDirectoryName(here)) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no repository above {start}.");
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard")
        { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var lines = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException($"git could not list the files of {Root}.");
        }

        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file)))];
    }
}
