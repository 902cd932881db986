using Orleans.Streams;
using Orleans.Streams.Core;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Hosting.Tests;

public interface IEchoShardGrain : IGrainWithStringKey;

/// <summary>A consumer of the inbound stream that accepts everything.</summary>
[ImplicitStreamSubscription(Shards.StreamNamespace)]
public sealed class EchoShardGrain : Grain, IEchoShardGrain, IStreamSubscriptionObserver, IAsyncObserver<InboundBatch>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<InboundBatch>().ResumeAsync(this);

    public Task OnNextAsync(InboundBatch item, StreamSequenceToken? token = null)
    {
        foreach (var message in item.Messages)
        {
            message.Done = true;
            message.Receipt?.Settle(ReceiptOutcome.Accepted);
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
