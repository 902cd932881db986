using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Configuration;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Notifications;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Hosting.Notifications;

/// <summary>Adds the channels by which people and programs are notified of alerts.</summary>
internal static class NotificationComposition
{
    private const string LinkKeyFile = "link-key";

    /// <exception cref="InvalidConfigurationException">The section <c>Notifications</c> is wrong; the message names every wrong
    /// key.</exception>
    public static IServiceCollection AddAlertNotifications(
        this IServiceCollection services, IConfiguration configuration, SmartDairyOptions settings)
    {
        var reader = new OptionsReader(configuration);
        var notifications = reader.Read<NotificationOptions>(NotificationOptions.Section);
        reader.ThrowIfInvalid();

        // One process alone can keep the key to itself; several must be given the same.
        if (settings.Cluster.Mode == ClusterMode.Embedded && notifications is { BaseUrl: not null, LinkKey: null, LinkKeyFile: null })
        {
            notifications.LinkKeyFile = EnsureLinkKeyFile(settings.DataDirectory);
        }

        return services
            .AddSmartDairyNotifications(notifications)
            .AddSingleton<INotificationChannels, ConfiguredChannelStatus>()
            .AddSingleton<IAcknowledgeLinkVerifier, SignedAcknowledgeLinks>();
    }

    private static string EnsureLinkKeyFile(string directory)
    {
        var file = Path.Combine(directory, LinkKeyFile);
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new StreamWriter(file, options);
            stream.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        return file;
    }
}
