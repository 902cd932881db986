namespace SmartDairy.Contracts.Cluster;

/// <summary>
/// Tells who the silos are, from what the silo that answers knows: no store is asked. Stateless, and any key will do: another key may reach another silo.
/// </summary>
[Alias("cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>The addresses of the silos that are active, <c>SiloAddress.ToParsableString()</c>: the keys of their <see cref="ISiloGrain"/>s.</summary>
    [Alias("silos")] Task<IReadOnlyList<string>> ListSilosAsync();
}
