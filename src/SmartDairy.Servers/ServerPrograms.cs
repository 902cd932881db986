namespace SmartDairy.Servers;

/// <summary>Finds programs of Debian's packages, some of which are not on the PATH.</summary>
public static class ServerPrograms
{
    /// <summary>The full path of a program; null when it is not installed.</summary>
    /// <param name="name">Name of the program, e.g. <c>mosquitto</c>, <c>postgres</c> or <c>initdb</c>.</param>
    public static string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(PostgresFolders()).Append("/usr/sbin").Append("/usr/local/sbin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    internal static string FindOrThrow(string name, string package)
        => Find(name) ?? throw new InvalidOperationException($"{name} is not installed (Debian: apt-get install {package}).");

    /// <summary>Binary folders of the installed PostgreSQL versions, newest first.</summary>
    private static IEnumerable<string> PostgresFolders()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root)
            ? Directory.GetDirectories(Root)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            : [];
    }
}
