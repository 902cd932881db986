using GraphQL;
using GraphQL.DI;

namespace SmartDairy.GraphQL.Execution;

/// <summary>A document from the cache was valid when it was kept: only the rules that look at variables and channel run again.</summary>
public sealed class CachedDocumentValidation : IConfigureExecution
{
    /// <summary>After the rules are registered, before anything executes.</summary>
    public float SortOrder => 200;

    /// <inheritdoc/>
    public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        if (options.Document is not null)
        {
            options.ValidationRules = options.CachedDocumentValidationRules ?? [];
        }

        return next(options);
    }
}
