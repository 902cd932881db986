using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Mutations of alerts.</summary>
public sealed class AlertMutations
{
    private const int MaxTextLength = 2_000;
    private const int MaxAssigneeLength = 200;
    private static readonly TimeSpan MinSnooze = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxSnooze = TimeSpan.FromDays(30);

    /// <summary>
    /// Records that somebody has seen the alert, without clearing it. CONFLICT when the alert is cleared. Repeating changes nothing.
    /// </summary>
    /// <param name="comment">Comment for the alert's history, up to 2,000 characters.</param>
    public static Task<AlertView> AcknowledgeAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id, string? comment)
    {
        Argument.MaxLength("comment", comment, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.AcknowledgeAsync(id, caller.Name, comment), cancellationToken);
    }

    /// <summary>
    /// Clears the alert whether or not its cause has ended. No new alert opens until the cause has ended once. Repeating changes nothing.
    /// </summary>
    /// <param name="comment">Comment for the alert's history, up to 2,000 characters.</param>
    public static Task<AlertView> ClearAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id, string? comment)
    {
        Argument.MaxLength("comment", comment, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.ClearAsync(id, caller.Name, comment), cancellationToken);
    }

    /// <summary>Assigns the alert to a person, or removes its assignee.</summary>
    /// <param name="assignee">Name of the responsible person, 1 to 200 characters; null makes nobody responsible.</param>
    public static Task<AlertView> AssignAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id, string? assignee)
    {
        if (assignee is not null)
        {
            Argument.NonBlank("assignee", assignee, MaxAssigneeLength);
        }

        return ChangeAsync(store, grains, caller, id, alert => alert.AssignAsync(id, assignee, caller.Name), cancellationToken);
    }

    /// <summary>Adds a comment to the alert's history.</summary>
    /// <param name="text">Text of the comment, 1 to 2,000 characters.</param>
    public static Task<AlertView> CommentAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id, string text)
    {
        Argument.NonBlank("text", text, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.CommentAsync(id, text, caller.Name), cancellationToken);
    }

    /// <summary>
    /// Stops notifications of the alert for a time. Until then its rule opens no other alert at its source; mutes lists the snooze.
    /// </summary>
    /// <param name="for">Length of the snooze from now, PT1M to P30D.</param>
    public static Task<AlertView> SnoozeAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time,
            [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        [Id] string id, TimeSpan @for)
    {
        if (@for < MinSnooze || @for > MaxSnooze)
        {
            throw new InvalidArgumentException("'for' must be from PT1M to P30D.");
        }

        var until = time.GetUtcNow().Add(@for).ToUnixTimeMilliseconds();
        return ChangeAsync(store, grains, caller, id, alert => alert.SnoozeAsync(id, until, caller.Name), cancellationToken);
    }

    private static async Task<AlertView> ChangeAsync(
        IAlertStore store, IGrainFactory grains, ApiPrincipal caller, string id, Func<IAlertGrain, Task<Alert>> change,
        CancellationToken cancellationToken) =>
        AlertView.ForCaller(caller, await change(await AlertAccess.RequireAsync(store, grains, caller, id, cancellationToken)));
}
