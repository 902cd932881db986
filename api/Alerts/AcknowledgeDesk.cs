using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Alerts;

/// <summary>Shows an alert to whoever holds a good link to it, and acknowledges it when he says so.</summary>
internal sealed partial class AcknowledgeDesk(IAlertStore store, IGrainFactory grains, ILogger<AcknowledgeDesk> log)
{
    private const string Nobody = "a link in a message";

    public async Task<AcknowledgeHtml> AnswerAsync(AcknowledgeLink link, string token, bool acknowledge, CancellationToken cancel)
    {
        try
        {
            // The link says both, so that an alert cannot be reached by the link of another farm.
            if (await store.AlertAsync(link.AlertId, cancel) is not { } alert || alert.FarmId != link.FarmId) return AcknowledgeHtml.Unknown;
            var farm = await grains.GetGrain<IFarmGrain>(link.FarmId).GetAsync();
            if (acknowledge && alert.State == AlertState.Open) alert = await AcknowledgeAsync(alert, link);
            return AcknowledgeHtml.Of(alert, farm, token, justDone: acknowledge);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, link.AlertId);
            return LayerErrors.Translate(failure)?.Code == ErrorCode.Unavailable || failure is TimeoutException ? AcknowledgeHtml.Away : AcknowledgeHtml.Broken;
        }
    }

    private async Task<Alert> AcknowledgeAsync(Alert alert, AcknowledgeLink link)
    {
        try
        {
            return await AlertGate.ActorOf(grains, alert).AcknowledgeAsync(alert.Id, await NameAsync(link), null);
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Conflict)
        {
            // It ended in between: the page says so.
            return await store.AlertAsync(alert.Id, CancellationToken.None) ?? alert;
        }
    }

    private async Task<string> NameAsync(AcknowledgeLink link)
    {
        if (link.ContactId is null) return Nobody;
        var contacts = await grains.GetGrain<IRuleBookGrain>(link.FarmId).ContactsAsync();
        return contacts.FirstOrDefault(contact => contact.Id == link.ContactId)?.Name ?? Nobody;
    }

    [LoggerMessage(4101, LogLevel.Warning, "The acknowledge page of alert {AlertId} could not be shown")]
    private partial void LogFailed(Exception exception, string alertId);
}
