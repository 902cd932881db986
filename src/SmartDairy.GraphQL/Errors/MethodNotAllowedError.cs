using GraphQL.Validation;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Errors;

/// <summary>An operation that GET may not carry: HTTP status 405.</summary>
public sealed class MethodNotAllowedError(OperationType operation)
    : ValidationError($"A {operation.ToString().ToLowerInvariant()} can't be sent by GET; send it by POST.");
