namespace SmartDairy.Api.Schema;

/// <summary>What is asked about the server itself.</summary>
public sealed class VersionQueries
{
    /// <summary>Version of this server, such as 0.1.0.</summary>
    public static string Version { get; } = typeof(VersionQueries).Assembly.GetName().Version!.ToString(3);
}
