using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;

namespace SmartDairy.GraphQL.Transport;

/// <summary>Turns a result into the responses to send: one for a query, one an event for a subscription, through a bounded queue.</summary>
public sealed class ResponseStreams(ISchema schema, StreamMetrics metrics, IOptions<GraphQLApiOptions> options)
{
    /// <summary>
    /// The responses of <paramref name="result"/>, until its stream ends, fails or <paramref name="cancellationToken"/> fires.
    /// </summary>
    /// <exception cref="ExecutionError">The stream failed; the error is public.</exception>
    /// <exception cref="ApiException">The subscriber was too slow for a stream that never drops.</exception>
    public async IAsyncEnumerable<ExecutionResult> ReadAsync(
        ExecutionResult result, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (result.Streams is not { Count: > 0 } streams)
        {
            yield return result;
            yield break;
        }
        var neverDrop = NeverDropAttribute.AppliesTo(schema, FindSubscriptionField(result));
        var queue =
            new SubscriberQueue(neverDrop
                ? options.Value.UndroppableQueue
                : options.Value.SubscriberQueue, neverDrop, metrics.RecordDropped);
        var stream = streams.Values.First();
        var room = (stream as ErrorMappingStream)?.InFlightLimit;
        using var subscription = stream.Subscribe(queue);
        await foreach (var item in queue.ReadAllAsync(cancellationToken))
        {
            yield return item;
            metrics.RecordSent();
            room?.Release();
        }
    }

    /// <summary>The public form of what ended a stream.</summary>
    public static ExecutionResult CreateErrorResult(Exception failure, string traceId) => failure switch
    {
        ExecutionError error => new ExecutionResult { Errors = [error] },
        ApiException error => ErrorMapper.CreateErrorResult(error, traceId),
        _ => ErrorMapper.CreateErrorResult(new ApiException(ErrorCode.Internal, "The stream failed."), traceId),
    };

    // The stream is keyed by response name, which an alias changes; the field's name is in the document.
    private static string FindSubscriptionField(ExecutionResult result)
    {
        var pending = new Stack<GraphQLSelectionSet>();
        pending.Push(result.Operation!.SelectionSet);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case GraphQLField field: return field.Name.StringValue;
                    case GraphQLInlineFragment inline: pending.Push(inline.SelectionSet); break;
                    case GraphQLFragmentSpread spread:
                        pending.Push(result.Document!.FindFragmentDefinition(spread.FragmentName.Name)!.SelectionSet);
                        break;
                }
            }
        }
        return "";
    }
}
