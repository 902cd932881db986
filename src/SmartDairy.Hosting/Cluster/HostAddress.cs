using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Finds the address at which other nodes reach this machine.</summary>
internal static class HostAddress
{
    /// <summary>The first IPv4 address of a network that is up, the loopback one when there is no other.</summary>
    public static IPAddress FindIPv4Address() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up
        && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;
}
