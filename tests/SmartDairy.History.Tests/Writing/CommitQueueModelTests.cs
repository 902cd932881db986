using CsCheck;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Tests.Writing;

/// <summary>
/// The commit queue against a slow model of it: every work ends once, in order, within the bounds, whatever fails and whenever it is
/// closed.
/// </summary>
public sealed class CommitQueueModelTests
{
    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, Gen.Int[1, 7].Select(rows => new Step(StepKind.Add, rows))),
        (3, Gen.Const(new Step(StepKind.Succeed, 0))),
        (1, Gen.Const(new Step(StepKind.Fail, 0))),
        (1, Gen.Const(new Step(StepKind.Split, 0))));

    private enum StepKind
    {
        Add,
        Succeed,
        Fail,
        Split,
    }

    [Fact]
    public void Any_sequence_of_steps_does_as_the_model_does()
        => Gen.Select(Steps.Array[0, 80], Gen.Int[1, 12], Gen.Int[1, 30], Gen.Bool).Sample(
            (steps, maxBatchRows, maxPendingRows, usesKeys) =>
            {
                var queue = new CommitQueue<Work, int>(
                    new CommitQueueOptions { MaxBatchRows = maxBatchRows, MaxPendingRows = maxPendingRows },
                    work => new CommitSize(work.Rows, work.Rows),
                    usesKeys ? work => [work.Id % 5] : null);
                var model = new Model(maxBatchRows, maxPendingRows, usesKeys);
                var tasks = new List<Task<int>>();
                foreach (var step in steps)
                {
                    if (step.Kind == StepKind.Add)
                    {
                        var work = new Work(tasks.Count, step.Rows);
                        tasks.Add(queue.AddAsync(work));
                        model.Add(work);
                    }
                    else if (model.Waiting.Count > 0)
                    {
                        Settle(queue.Take()!, model, step.Kind);
                    }

                    Assert.Equal(model.PendingRows, queue.PendingRows);
                    AssertEnded(tasks, model);
                }

                queue.Close();
                model.Close();
                while (queue.Take() is { } batch)
                {
                    Settle(batch, model, StepKind.Succeed);
                }

                Assert.Empty(model.Waiting);
                Assert.Equal(0, queue.PendingRows);
                AssertEnded(tasks, model);
                Assert.Equal(tasks.Count, model.Ended.Count);
            },
            iter: 2_000,
            threads: 1);

    private static void Settle(CommitBatch<Work, int> batch, Model model, StepKind kind)
    {
        var expected = model.Take();
        Assert.Equal(expected, batch.Works);
        if (kind == StepKind.Succeed)
        {
            batch.Succeed([.. batch.Works.Select(work => work.Id)]);
            model.Settle(expected, isStored: true);
        }
        else if (kind == StepKind.Fail)
        {
            batch.Fail(new TimeoutException());
            model.Settle(expected, isStored: false);
        }
        else
        {
            foreach (var alone in batch.Split())
            {
                var isStored = alone.Works[0].Id % 2 == 0;
                if (isStored)
                {
                    alone.Succeed(alone.Works[0].Id);
                }
                else
                {
                    alone.Fail(new TimeoutException());
                }

                model.Settle(alone.Works, isStored);
            }
        }
    }

    private static void AssertEnded(List<Task<int>> tasks, Model model)
    {
        for (var id = 0; id < tasks.Count; id++)
        {
            Assert.Equal(model.Ended.TryGetValue(id, out var isStored), tasks[id].IsCompleted);
            Assert.True(!tasks[id].IsCompleted || tasks[id].IsCompletedSuccessfully == isStored);
            Assert.True(!tasks[id].IsCompletedSuccessfully || tasks[id].Result == id);
            _ = tasks[id].Exception;
        }
    }

    private readonly record struct Step(StepKind Kind, int Rows);

    private sealed record Work(int Id, int Rows);

    /// <summary>The queue as one would write it without a thought for speed.</summary>
    private sealed class Model(int maxBatchRows, int maxPendingRows, bool usesKeys)
    {
        private readonly List<Work> _blocked = [];

        public List<Work> Waiting { get; } = [];

        public Dictionary<int, bool> Ended { get; } = [];

        public int PendingRows { get; private set; }

        public void Add(Work work)
        {
            _blocked.Add(work);
            AcceptBlocked();
        }

        public IReadOnlyList<Work> Take()
        {
            var count = 1;
            while (count < Waiting.Count && Fits(Waiting[..(count + 1)]))
            {
                count++;
            }

            var batch = Waiting[..count];
            Waiting.RemoveRange(0, count);
            return batch;
        }

        public void Settle(IReadOnlyList<Work> works, bool isStored)
        {
            foreach (var work in works)
            {
                PendingRows -= work.Rows;
                Ended.Add(work.Id, isStored);
            }

            AcceptBlocked();
        }

        public void Close()
        {
            _blocked.ForEach(work => Ended.Add(work.Id, false));
            _blocked.Clear();
        }

        private bool Fits(List<Work> works)
            => works.Sum(work => work.Rows) <= maxBatchRows && (!usesKeys || works.DistinctBy(work => work.Id % 5).Count() == works.Count);

        private void AcceptBlocked()
        {
            while (_blocked.Count > 0 && (PendingRows == 0 || PendingRows + _blocked[0].Rows <= maxPendingRows))
            {
                Waiting.Add(_blocked[0]);
                PendingRows += _blocked[0].Rows;
                _blocked.RemoveAt(0);
            }
        }
    }
}
