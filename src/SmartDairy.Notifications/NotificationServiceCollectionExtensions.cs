using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.Email;
using SmartDairy.Notifications.Channels.Fcm;
using SmartDairy.Notifications.Channels.Sms;
using SmartDairy.Notifications.Channels.Webhooks;
using SmartDairy.Notifications.Channels.WebPush;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Links;
using SmartDairy.Notifications.Sending;
using SmartDairy.Notifications.Templates;

namespace SmartDairy.Notifications;

/// <summary>Registers what tells people and programs of alerts.</summary>
public static class NotificationServiceCollectionExtensions
{
    /// <summary>
    /// Adds, once a process: every <see cref="INotificationChannel"/>, <see cref="NotificationRenderer"/>, <see cref="AcknowledgeLinkSigner"/>, <see cref="RetrySchedule"/>,
    /// <see cref="DeliveryRateLimiter"/> and the settings. Time is the registered <see cref="TimeProvider"/>, else the system's.
    /// </summary>
    /// <param name="settings">Without <see cref="NotificationOptions.Validate"/>.</param>
    public static IServiceCollection AddSmartDairyNotifications(this IServiceCollection services, NotificationOptions settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<ServerCertificateValidator>();
        services.AddSingleton<ProviderHttpClient>();
        services.AddSingleton(provider => new SsrfGuardedHttpClient(settings, provider.GetRequiredService<ServerCertificateValidator>()));
        services.AddSingleton<INotificationChannel, EmailChannel>();
        services.AddSingleton<INotificationChannel, SmsChannel>();
        services.AddSingleton<INotificationChannel, WebPushChannel>();
        services.AddSingleton<INotificationChannel, FcmChannel>();
        services.AddSingleton<INotificationChannel, WebhookChannel>();
        services.AddSingleton<NotificationRenderer>();
        services.AddSingleton<AcknowledgeLinkSigner>();
        services.AddSingleton<RetrySchedule>();
        services.AddSingleton<DeliveryRateLimiter>();
        return services;
    }
}
