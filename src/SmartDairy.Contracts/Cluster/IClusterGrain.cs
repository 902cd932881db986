namespace SmartDairy.Contracts.Cluster;

/// <summary>
/// Lists the silos of the cluster from the membership known to the answering silo, without querying a store. Stateless; any key may be
/// used, and different keys may reach different silos.
/// </summary>
[Alias("cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The addresses of the active silos (<c>SiloAddress.ToParsableString()</c>), which are the keys of their <see cref="ISiloGrain"/>s.
    /// </summary>
    [Alias("silos")] Task<IReadOnlyList<string>> ListSilosAsync();
}
