namespace SmartDairy.Cli.Cluster;

/// <summary>Options of a local cluster.</summary>
internal sealed record LocalClusterOptions
{
    public int Silos { get; init; } = 1;

    public int ApiNodes { get; init; } = 1;

    /// <summary>Whether API nodes are also silos; otherwise they are clients of the silos. The default is false.</summary>
    public bool ApiNodesAreSilos { get; init; }

    /// <summary>Root of the built repository; null for the newest build in the current folder or one above.</summary>
    public string? BuildDirectory { get; init; }

    /// <summary>Additional settings of the PostgreSQL server; null for none.</summary>
    public IReadOnlyDictionary<string, string>? PostgresSettings { get; init; }

    /// <summary>Rewrites the silos' connection string, to insert a proxy before the database; null to use the original.</summary>
    public Func<string, string>? RewriteConnectionString { get; init; }

    /// <summary>Further arguments of every silo.</summary>
    public IReadOnlyList<string> SiloArguments { get; init; } = [];

    /// <summary>Further arguments of every API node.</summary>
    public IReadOnlyList<string> ApiArguments { get; init; } = [];
}
