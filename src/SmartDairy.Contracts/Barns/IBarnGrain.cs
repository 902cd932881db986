namespace SmartDairy.Contracts.Barns;

/// <summary>The grain of one barn. The grain key is <c>farm/barn</c>, e.g. <c>1/2</c>.</summary>
[Alias("barn")]
public interface IBarnGrain : IGrainWithStringKey
{
    /// <summary>The current state of the barn, at most one second old; null when the barn has no devices.</summary>
    [Alias("get")] Task<BarnSnapshot?> GetAsync();

    /// <summary>Sets the display name of the barn, 1 to 200 characters.</summary>
    [Alias("rename")] Task RenameAsync(string name);
}
