namespace SmartDairy.Hosting.Configuration;

/// <summary>How a process takes part in the cluster.</summary>
public enum ClusterMode
{
    /// <summary>One process is the whole cluster: silo and API, and a broker of its own unless another is named.</summary>
    Embedded,

    /// <summary>A silo, one of several that share a PostgreSQL database and a broker.</summary>
    Server,

    /// <summary>No silo: an API node that asks the silos.</summary>
    Client,
}
