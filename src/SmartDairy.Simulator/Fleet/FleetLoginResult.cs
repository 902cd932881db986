namespace SmartDairy.Simulator.Fleet;

/// <summary>The outcome of logging in: a way to publish, or the broker's refusal with the time until which it's believed.</summary>
/// <param name="ReceiveMaximum">Unacknowledged publishes that the broker accepts; 0 when refused.</param>
/// <param name="RefusedUntil">Timestamp of the fleet's clock; null when logged in.</param>
internal sealed record FleetLoginResult(int ReceiveMaximum, DateTimeOffset? RefusedUntil)
{
    public bool IsRefused => RefusedUntil is not null;
}
