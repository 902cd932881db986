using System.Diagnostics;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Execution;

/// <summary>Runs one operation whatever it came in by: document cache, limits, time-out, trace and public errors.</summary>
public sealed class OperationRunner(
    IDocumentExecuter<ISchema> executer, DocumentCache cache, ErrorMapper errors, TimeProvider time, IOptions<GraphQLApiOptions> options)
{
    /// <summary>Name of the activity source of GraphQL operations.</summary>
    public const string ActivitySourceName = "SmartDairy.GraphQL";

    private static readonly ActivitySource Activities = new(ActivitySourceName);
    private readonly TimeSpan _timeout = options.Value.OperationTimeout;

    /// <summary>
    /// Runs it to its result, or for a subscription to the beginning of its stream, which then lives until
    /// <paramref name="cancellationToken"/>. Errors in the result and in each event are public already.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<ExecutionResult> RunAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        // Without a listener no activity comes from the source, and an error still needs a trace id.
        using var activity = Activities.StartActivity("graphql", ActivityKind.Internal) ?? new Activity("graphql").Start();
        var traceId = activity.TraceId.ToHexString();
        var text = request.Body.Query;
        if (string.IsNullOrWhiteSpace(text))
        {
            return ErrorMapper.CreateErrorResult(
                new InvalidArgumentException("The request has no 'query'.", "Send {\"query\":\"...\"}."), traceId);
        }

        var lifetime = new OperationLifetime(_timeout, time, cancellationToken);
        var streaming = false;
        try
        {
            var context = new OperationContext(request.Transport, traceId);
            var execution = CreateOptions(request, text, context, lifetime.Token);
            var known = execution.Document is not null;
            // A resolver that ignores its token must not hold the caller past the deadline.
            var result = await executer.ExecuteAsync(execution).WaitAsync(lifetime.Token);
            if (!known && result.Executed && result.Document is { } document)
            {
                cache.Add(text, document);
            }

            activity.SetTag("graphql.operation.type", result.Operation?.Operation.ToString().ToLowerInvariant());
            streaming = result.Streams is { Count: > 0 };
            if (streaming)
            {
                lifetime.LiftDeadline();
            }

            return Finish(result, context, lifetime);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorMapper.CreateErrorResult(
                new UnavailableException(
                    $"The operation took longer than {_timeout.TotalSeconds:0.###} s.", "Ask for less at once, or try again."), traceId);
        }
        finally
        {
            if (!streaming)
            {
                lifetime.Dispose();
            }
        }
    }

    private ExecutionOptions CreateOptions(
        OperationRequest request, string text, OperationContext context, CancellationToken cancellationToken)
    {
        var execution = new ExecutionOptions
        {
            Query = text,
            OperationName = request.Body.OperationName,
            Variables = request.Body.Variables,
            Extensions = request.Body.Extensions,
            RequestServices = request.Services,
            User = request.User,
            UserContext = context,
            CancellationToken = cancellationToken,
        };
        if (cache.Find(text) is not { } known)
        {
            return execution;
        }

        execution.Document = known;
        return execution;
    }

    private ExecutionResult Finish(ExecutionResult result, OperationContext context, OperationLifetime lifetime)
    {
        errors.MapErrors(result, context.TraceId);
        foreach (var (name, stream) in result.Streams?.ToArray() ?? [])
        {
            result.Streams![name] = new ErrorMappingStream(stream, errors, context.TraceId, lifetime, context.InFlightLimit);
        }

        return result;
    }
}
