namespace SmartDairy.Notifications.Http;

/// <summary>A name leads only to addresses that may not be reached. Which they are is not said: who names the host may be fishing for them.</summary>
internal sealed class ForbiddenAddressException(string host)
    : Exception($"{host} leads to no address that may be reached: allowed are public addresses over https and those of Notifications:Webhook:AllowedNetworks.");
