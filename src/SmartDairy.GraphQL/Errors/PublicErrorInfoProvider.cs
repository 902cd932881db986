using GraphQL;
using GraphQL.Execution;

namespace SmartDairy.GraphQL.Errors;

/// <summary>Writes an error as <see cref="ErrorMapper"/> left it, without the engine's own codes and data.</summary>
public sealed class PublicErrorInfoProvider : IErrorInfoProvider
{
    /// <inheritdoc/>
    public ErrorInfo GetInfo(ExecutionError executionError) =>
        new() { Message = executionError.Message, Extensions = executionError.Extensions };
}
