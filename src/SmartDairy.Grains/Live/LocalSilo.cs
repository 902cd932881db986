namespace SmartDairy.Grains.Live;

/// <summary>The silo in this process, whose feed is read without a grain call.</summary>
/// <param name="Feed">The feed of the silo.</param>
/// <param name="Silo">The silo's address, <c>SiloAddress.ToParsableString()</c>.</param>
internal sealed record LocalSilo(string Silo, LocalLiveFeed Feed);
