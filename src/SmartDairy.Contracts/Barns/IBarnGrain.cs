namespace SmartDairy.Contracts.Barns;

/// <summary>The actor of one barn. Its key is <c>farm/barn</c>, e.g. <c>1/2</c>.</summary>
[Alias("barn")]
public interface IBarnGrain : IGrainWithStringKey
{
    /// <summary>Null when no device stands in it. At most a second old.</summary>
    [Alias("get")] Task<BarnSnapshot?> GetAsync();

    /// <summary>Gives the barn a name for people: 1 to 200 characters.</summary>
    [Alias("rename")] Task RenameAsync(string name);
}
