using GraphQL;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Execution;

/// <summary>A subscription's events with their errors made public. Its one subscriber's leaving ends the operation.</summary>
internal sealed class ErrorMappingStream(
    IObservable<ExecutionResult> source, ErrorMapper errors, string traceId, OperationLifetime lifetime, InFlightLimit? room)
    : IObservable<ExecutionResult>
{
    /// <summary>Where each event took a place, to be given back once it is sent; null when none did.</summary>
    public InFlightLimit? InFlightLimit => room;

    public IDisposable Subscribe(IObserver<ExecutionResult> observer) =>
        new Subscription(source.Subscribe(new Observer(observer, errors, traceId)), lifetime);

    private sealed class Subscription(IDisposable source, OperationLifetime lifetime) : IDisposable
    {
        public void Dispose()
        {
            source.Dispose();
            lifetime.CancelAndDispose();
        }
    }

    private sealed class Observer(IObserver<ExecutionResult> next, ErrorMapper errors, string traceId) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => next.OnNext(errors.MapErrors(value, traceId));

        public void OnCompleted() => next.OnCompleted();

        public void OnError(Exception error)
        {
            var wrapped = error as ExecutionError ?? new ExecutionError(error.Message, error);
            next.OnError(errors.Map(wrapped, traceId));
        }
    }
}
