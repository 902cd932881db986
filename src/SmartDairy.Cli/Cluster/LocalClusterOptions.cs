namespace SmartDairy.Cli.Cluster;

/// <summary>The server shape on this machine: how much of what.</summary>
internal sealed record LocalClusterOptions
{
    public int Silos { get; init; } = 1;

    public int ApiNodes { get; init; } = 1;

    /// <summary>Whether API nodes are silos too; else they are clients of the silos.</summary>
    public bool ApiNodesAreSilos { get; init; }

    /// <summary>Where the programs were built; null: the newest build in a folder here or above.</summary>
    public string? BuildDirectory { get; init; }

    /// <summary>Settings of the PostgreSQL server beside the defaults.</summary>
    public IReadOnlyDictionary<string, string>? PostgresSettings { get; init; }

    /// <summary>Puts something between the silos and the database: gets the connection string, gives the one they use; null: nothing.</summary>
    public Func<string, string>? RewriteConnectionString { get; init; }

    /// <summary>Further arguments of every silo.</summary>
    public IReadOnlyList<string> SiloArguments { get; init; } = [];

    /// <summary>Further arguments of every API node.</summary>
    public IReadOnlyList<string> ApiArguments { get; init; } = [];
}
