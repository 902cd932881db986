namespace SmartDairy.Compatibility.Tests;

/// <summary>Where the repository is that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The folder of this project.</summary>
    public static string Project => Path.Combine(Root, "tests", "Compatibility.Tests");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no repository above {AppContext.BaseDirectory}.");
    }
}
