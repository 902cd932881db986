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

/// <summary>Registers the notification services.</summary>
public static class NotificationServiceCollectionExtensions
{
    /// <summary>
    /// Adds as singletons every <see cref="INotificationChannel"/>, <see cref="NotificationRenderer"/>,
    /// <see cref="AcknowledgeLinkSigner"/>, <see cref="RetrySchedule"/>, <see cref="DeliveryRateLimiter"/> and the settings. Uses the
    /// registered <see cref="TimeProvider"/>, or the system's if none is registered.
    /// </summary>
    /// <param name="settings">The options; not validated here.</param>
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
