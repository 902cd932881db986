using GraphQL.Validation;
using GraphQLParser.AST;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Execution;

/// <summary>Keeps mutations off GET (a link must not change anything) and subscriptions off single responses.</summary>
public sealed class OperationTransportRule : ValidationRuleBase
{
    /// <inheritdoc/>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var operation = context.Operation.Operation;
        switch ((context.UserContext as OperationContext)?.Transport)
        {
            case OperationTransport.Get when operation != OperationType.Query:
            case OperationTransport.GetStream when operation == OperationType.Mutation:
                context.ReportError(new MethodNotAllowedError(operation));
                break;
            case OperationTransport.Post when operation == OperationType.Subscription:
                context.ReportError(new ValidationError(
                    "A subscription needs a stream: a WebSocket with graphql-transport-ws, or 'Accept: text/event-stream'."));
                break;
        }
        return default;
    }
}
