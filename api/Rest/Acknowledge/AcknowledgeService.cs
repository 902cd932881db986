using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Rest.Acknowledge;

/// <summary>Shows an alert to whoever holds a good link to it, and acknowledges it when he says so.</summary>
internal sealed partial class AcknowledgeService(IAlertStore store, IGrainFactory grains, ILogger<AcknowledgeService> log)
{
    private const string AnonymousActor = "a link in a message";

    public async Task<AcknowledgePage> HandleAsync(
        AcknowledgeLink link, string token, bool acknowledge, CancellationToken cancellationToken)
    {
        try
        {
            // The link says both, so that an alert cannot be reached by the link of another farm.
            if (await store.FindAlertAsync(link.AlertId, cancellationToken) is not { } alert || alert.FarmId != link.FarmId)
            {
                return AcknowledgePage.NotFound;
            }

            var farm = await grains.GetGrain<IFarmGrain>(link.FarmId).GetAsync();
            if (acknowledge && alert.State == AlertState.Open)
            {
                alert = await AcknowledgeAsync(alert, link);
            }

            return AcknowledgePage.Create(alert, farm, token, justAcknowledged: acknowledge);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, link.AlertId);
            return DairyErrorTranslator.Translate(failure)?.Code == ErrorCode.Unavailable || failure is TimeoutException
                ? AcknowledgePage.Unavailable
                : AcknowledgePage.InternalError;
        }
    }

    private async Task<Alert> AcknowledgeAsync(Alert alert, AcknowledgeLink link)
    {
        try
        {
            return await AlertAccess.GetGrain(grains, alert).AcknowledgeAsync(alert.Id, await FindContactNameAsync(link), null);
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Conflict)
        {
            // It ended in between: the page says so.
            return await store.FindAlertAsync(alert.Id, CancellationToken.None) ?? alert;
        }
    }

    private async Task<string> FindContactNameAsync(AcknowledgeLink link)
    {
        if (link.ContactId is null)
        {
            return AnonymousActor;
        }

        var contacts = await grains.GetGrain<IRuleSetGrain>(link.FarmId).ListContactsAsync();
        return contacts.FirstOrDefault(contact => contact.Id == link.ContactId)?.Name ?? AnonymousActor;
    }

    [LoggerMessage(6101, LogLevel.Warning, "Failed to show the acknowledge page of alert {AlertId}; the user received an error page")]
    private partial void LogFailed(Exception exception, string alertId);
}
