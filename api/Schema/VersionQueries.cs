namespace SmartDairy.Api.Schema;

/// <summary>Queries of the server itself.</summary>
public sealed class VersionQueries
{
    /// <summary>Version of the server, such as 0.1.0.</summary>
    public static string Version { get; } = typeof(VersionQueries).Assembly.GetName().Version!.ToString(3);
}
