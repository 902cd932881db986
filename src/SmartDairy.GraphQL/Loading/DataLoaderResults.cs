using GraphQL.DataLoader;

namespace SmartDairy.GraphQL.Loading;

/// <summary>What a field makes of something loaded.</summary>
public static class DataLoaderResults
{
    /// <summary>Something that needs no loading any more.</summary>
    public static IDataLoaderResult<T?> FromResult<T>(T value)
        where T : class => new CompletedResult<T?>(value);

    /// <summary>What <paramref name="select"/> makes of it, once it is there.</summary>
    public static IDataLoaderResult<TOut> Then<TIn, TOut>(this IDataLoaderResult<TIn> loading, Func<TIn, TOut> select) =>
        loading is CompletedResult<TIn> ready
            ? new CompletedResult<TOut>(select(ready.Value))
            : new ProjectedResult<TIn, TOut>(loading, select);

    private sealed class CompletedResult<T>(T value) : IDataLoaderResult<T>
    {
        public T Value => value;

        public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromResult(value);

        Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromResult<object?>(value);
    }

    private sealed class ProjectedResult<TIn, TOut>(IDataLoaderResult<TIn> loading, Func<TIn, TOut> select) : IDataLoaderResult<TOut>
    {
        public async Task<TOut> GetResultAsync(CancellationToken cancellationToken = default)
            => select(await loading.GetResultAsync(cancellationToken));

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
            => await GetResultAsync(cancellationToken);
    }
}
