namespace SmartDairy.Contracts.Farms;

/// <summary>Lists farms. Stateless: any number of activations answer from the registry. Its key is 0.</summary>
[Alias("farm-directory")]
public interface IFarmDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>One page in order of id; <paramref name="only"/> null means every farm.</summary>
    [Alias("farms")] Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyList<int>? only, int first, string? after);
}
