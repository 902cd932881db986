namespace SmartDairy.Simulator.Fleet;

/// <summary>Outcome of a login: success, or the broker's refusal and the time of the next attempt.</summary>
/// <param name="ReceiveMaximum">Unacknowledged publishes that the broker accepts; 0 when refused.</param>
/// <param name="RefusedUntil">Time of the next login attempt by the fleet's clock; null when logged in.</param>
internal sealed record FleetLoginResult(int ReceiveMaximum, DateTimeOffset? RefusedUntil)
{
    public bool IsRefused => RefusedUntil is not null;
}
