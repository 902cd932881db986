namespace SmartDairy.Hosting.Cluster;

/// <summary>The names of the cluster and its service.</summary>
internal static class ClusterIdentity
{
    /// <summary>The service whose state the database holds; it outlives every cluster.</summary>
    public const string ServiceId = "smartdairy";

    /// <summary>Whether this process runs in a pod that Kubernetes tells who it is: then it also names the cluster.</summary>
    public static bool RunsInKubernetes => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not null
        && Environment.GetEnvironmentVariable("POD_NAME") is not null
        && Environment.GetEnvironmentVariable("ORLEANS_CLUSTER_ID") is not null;

    /// <summary>The cluster's name: Kubernetes' when it gives one, else the configured one.</summary>
    public static string ResolveClusterId(string configured)
        => RunsInKubernetes ? Environment.GetEnvironmentVariable("ORLEANS_CLUSTER_ID")! : configured;
}
