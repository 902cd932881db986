namespace SmartDairy.Contracts.Milking;

/// <summary>The grain of one parlor. The grain key is <c>farm/parlor</c>, e.g. <c>1/1</c>; see <see cref="StallKey"/>.</summary>
[Alias("parlor")]
public interface IParlorGrain : IGrainWithStringKey
{
    /// <summary>The current state of the parlor, at most two seconds old; null when the parlor has no meters.</summary>
    [Alias("get")] Task<ParlorSnapshot?> GetAsync();

    /// <summary>Updates the reported status of the parlor; a report older than the known one is ignored.</summary>
    [Alias("report"), Orleans.Concurrency.OneWay] Task UpdateStatusAsync(ParlorStatusReport report);
}
