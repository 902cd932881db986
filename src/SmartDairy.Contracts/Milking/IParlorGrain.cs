namespace SmartDairy.Contracts.Milking;

/// <summary>The actor of one parlor. Its key is <c>farm/parlor</c>, e.g. <c>1/1</c>; see <see cref="StallKey"/>.</summary>
[Alias("parlor")]
public interface IParlorGrain : IGrainWithStringKey
{
    /// <summary>Null when no meter stands in it. At most two seconds old.</summary>
    [Alias("get")] Task<ParlorSnapshot?> GetAsync();

    /// <summary>What one of its meters said of the whole parlor; an older one than is known changes nothing.</summary>
    [Alias("report"), Orleans.Concurrency.OneWay] Task UpdateStatusAsync(ParlorStatusReport report);
}
