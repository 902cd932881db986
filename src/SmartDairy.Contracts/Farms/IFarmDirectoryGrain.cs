namespace SmartDairy.Contracts.Farms;

/// <summary>Lists farms. Stateless: any number of activations read the registry. The grain key is 0.</summary>
[Alias("farm-directory")]
public interface IFarmDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>One page of farms, ordered by id; a null <paramref name="only"/> means every farm.</summary>
    [Alias("farms")] Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyList<int>? only, int first, string? after);
}
