namespace SmartDairy.Grains.Live;

/// <summary>The feed of the silo in this process, which needs no grain call.</summary>
/// <param name="Silo">The silo's address, <c>SiloAddress.ToParsableString()</c>.</param>
internal sealed record LocalSilo(string Silo, LocalLiveFeed Feed);
