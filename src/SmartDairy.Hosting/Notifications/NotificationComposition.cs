using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Notifications;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Hosting.Notifications;

/// <summary>Puts together how people are told of alerts.</summary>
internal static class NotificationComposition
{
    private const string LinkKeyFile = "link-key";

    /// <exception cref="InvalidConfigurationException">The section <c>Notifications</c> is wrong; the message names every wrong key.</exception>
    public static IServiceCollection AddAlertNotifications(this IServiceCollection services, IConfiguration configuration, SmartDairyOptions settings)
    {
        var notifications = BindNotificationOptions(configuration);
        if (notifications.Validate() is { Count: > 0 } failures)
        {
            throw new InvalidConfigurationException(failures);
        }

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

    private static NotificationOptions BindNotificationOptions(IConfiguration configuration)
    {
        var notifications = new NotificationOptions();
        try
        {
            configuration.GetSection("Notifications").Bind(notifications);
        }
        catch (InvalidOperationException wrong)
        {
            // The binder names the key and its type; what it wraps says what could not be read.
            throw new InvalidConfigurationException([wrong.InnerException is { } inner ? $"{wrong.Message} {inner.Message}" : wrong.Message]);
        }

        return notifications;
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
