using GraphQL.DataLoader;

namespace SmartDairy.Api.GraphQL.Loading;

/// <summary>What a field makes of something loaded.</summary>
internal static class Loaded
{
    /// <summary>Something that needs no loading any more.</summary>
    public static IDataLoaderResult<T?> Of<T>(T value)
        where T : class => new Ready<T?>(value);

    /// <summary>What <paramref name="select"/> makes of it, once it is there.</summary>
    public static IDataLoaderResult<TOut> Then<TIn, TOut>(this IDataLoaderResult<TIn> loading, Func<TIn, TOut> select) =>
        loading is Ready<TIn> ready ? new Ready<TOut>(select(ready.Value)) : new Selected<TIn, TOut>(loading, select);

    private sealed class Ready<T>(T value) : IDataLoaderResult<T>
    {
        public T Value => value;

        public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromResult(value);

        Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromResult<object?>(value);
    }

    private sealed class Selected<TIn, TOut>(IDataLoaderResult<TIn> loading, Func<TIn, TOut> select) : IDataLoaderResult<TOut>
    {
        public async Task<TOut> GetResultAsync(CancellationToken cancellationToken = default) => select(await loading.GetResultAsync(cancellationToken));

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
