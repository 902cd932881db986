using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Cluster;

/// <summary>Finds the built API and silo programs.</summary>
internal static class BuiltPrograms
{
    public static string Api(string? build) => FindAssembly(build, "api", "SmartDairy.Api.dll");

    public static string Silo(string? build) => FindAssembly(build, "silo", "SmartDairy.Silo.dll");

    /// <param name="build">Root of the built repository; null for the current folder or one above.</param>
    private static string FindAssembly(string? build, string folder, string dll)
    {
        for (var root = new DirectoryInfo(build ?? Directory.GetCurrentDirectory()); root is not null; root = build is null
            ? root.Parent
            : null)
        {
            var builds = new[] { "Release", "Debug" }.Select(name => Path.Combine(root.FullName, folder, "bin", name, "net10.0", dll))
                .Where(File.Exists);
            if (builds.OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        throw new ApiException(ExitCodes.Usage,
            $"There is no built {dll} here: run 'dotnet build -c Release' in the repository, and run this command there or give --build.");
    }
}
