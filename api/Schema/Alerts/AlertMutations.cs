using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>What is done with alerts.</summary>
public sealed class AlertMutations
{
    private const int MaxTextLength = 2_000;
    private const int MaxAssigneeLength = 200;
    private static readonly TimeSpan MinSnooze = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxSnooze = TimeSpan.FromDays(30);

    /// <summary>Says that somebody saw it; it is not over. CONFLICT when it is over. Again: nothing changes.</summary>
    /// <param name="comment">Up to 2,000 characters, kept in its history.</param>
    public static Task<AlertView> AcknowledgeAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id, string? comment)
    {
        Argument.MaxLength("comment", comment, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.AcknowledgeAsync(id, caller.Name, comment), cancellationToken);
    }

    /// <summary>Ends it, whether or not its cause is gone. No new alert opens before the cause was gone once. Again: nothing changes.</summary>
    /// <param name="comment">Up to 2,000 characters, kept in its history.</param>
    public static Task<AlertView> ClearAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id, string? comment)
    {
        Argument.MaxLength("comment", comment, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.ClearAsync(id, caller.Name, comment), cancellationToken);
    }

    /// <summary>Makes somebody responsible for it.</summary>
    /// <param name="assignee">Who, 1 to 200 characters; null for nobody.</param>
    public static Task<AlertView> AssignAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id, string? assignee)
    {
        if (assignee is not null) Argument.NonBlank("assignee", assignee, MaxAssigneeLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.AssignAsync(id, assignee, caller.Name), cancellationToken);
    }

    /// <summary>Writes something into its history.</summary>
    /// <param name="text">1 to 2,000 characters.</param>
    public static Task<AlertView> CommentAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id, string text)
    {
        Argument.NonBlank("text", text, MaxTextLength);
        return ChangeAsync(store, grains, caller, id, alert => alert.CommentAsync(id, text, caller.Name), cancellationToken);
    }

    /// <summary>Nobody is told of it for so long, and its rule raises no other alert at its source. mutes shows it.</summary>
    /// <param name="for">PT1M to P30D.</param>
    public static Task<AlertView> SnoozeAlert(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        [Id] string id, TimeSpan @for)
    {
        if (@for < MinSnooze || @for > MaxSnooze) throw new InvalidArgumentException("'for' must be from PT1M to P30D.");
        var until = time.GetUtcNow().Add(@for).ToUnixTimeMilliseconds();
        return ChangeAsync(store, grains, caller, id, alert => alert.SnoozeAsync(id, until, caller.Name), cancellationToken);
    }

    private static async Task<AlertView> ChangeAsync(
        IAlertStore store, IGrainFactory grains, ApiPrincipal caller, string id, Func<IAlertGrain, Task<Alert>> change, CancellationToken cancellationToken) =>
        AlertView.ForCaller(caller, await change(await AlertAccess.RequireAsync(store, grains, caller, id, cancellationToken)));
}
