namespace SmartDairy.Notifications.Http;

/// <summary>
/// Thrown when a host resolves only to forbidden addresses. The message omits the addresses, because the user who named the host may be
/// probing the network.
/// </summary>
internal sealed class ForbiddenAddressException(string host)
    : Exception(
        $"{host} resolves to no allowed address: allowed are public addresses over https and addresses in Notifications:Webhook:AllowedNetworks.");
